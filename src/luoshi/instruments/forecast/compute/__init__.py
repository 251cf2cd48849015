"""The forecast as plain reckoning: courses in, days and a sentence out. No Django, no clock."""

from luoshi.instruments.forecast.compute.course import Case, Course, Point, Report, Signs, measure
from luoshi.instruments.forecast.compute.history import History, learn
from luoshi.instruments.forecast.compute.predict import Forecast, Verdict, forecast

__all__ = [
    "Case", "Course", "Forecast", "History", "Point", "Report", "Signs", "Verdict", "forecast",
    "learn", "measure",
]  # fmt: skip
