-- How many envelopes a bundle has, and how many of them were put into it and not opened since.
SELECT count(*), count(CASE WHEN (
  SELECT step
  FROM envelope_event
  WHERE envelope_event.batch = envelope.batch AND envelope_event.envelope = envelope.envelope AND step <> 'seen'
  ORDER BY act DESC, line DESC
  LIMIT 1
) = 'bundled' THEN 1 END)
FROM envelope
WHERE batch = ?1 AND bundle = ?2
