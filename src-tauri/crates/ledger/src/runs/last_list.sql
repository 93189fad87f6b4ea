SELECT coalesce(max(id), 0)
FROM registration_list
