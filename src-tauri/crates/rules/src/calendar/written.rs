//! A day as people write it, by era or Gregorian: the one door through which written dates enter.
