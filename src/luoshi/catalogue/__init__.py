"""The types of matter an office answers for, as data: loaded, checked, overlaid, never coded."""
