"""Positions in China's three coordinate systems, and whether a number found in traffic is a planted one.

Source: the catalogue's R-GEO. The offset between WGS-84 and GCJ-02 is 300..700 m, to BD-09 about 1.2 km;
the formulas are the public approximations, good to about a metre.
"""

import math

_A = 6378245.0
_EE = 0.00669342162296594323
_X_PI = math.pi * 3000 / 180


def gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """From WGS-84 to the system of Chinese maps."""
    x, y = longitude - 105.0, latitude - 35.0
    d_lat, d_lng = _d_latitude(x, y), _d_longitude(x, y)
    radians = math.radians(latitude)
    magic = 1 - _EE * math.sin(radians) ** 2
    root = math.sqrt(magic)
    return (
        latitude + d_lat * 180 / ((_A * (1 - _EE)) / (magic * root) * math.pi),
        longitude + d_lng * 180 / (_A / root * math.cos(radians) * math.pi),
    )


def bd09(latitude: float, longitude: float) -> tuple[float, float]:
    """From GCJ-02 to Baidu's system."""
    z = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * _X_PI)
    theta = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * _X_PI)
    return z * math.sin(theta) + 0.006, z * math.cos(theta) + 0.0065


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two positions (latitude, longitude); flat-earth, right within a few kilometres."""
    north = (a[0] - b[0]) * 111_195
    east = (a[1] - b[1]) * 111_195 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


def geohash(latitude: float, longitude: float, length: int = 8) -> str:
    """The geohash of a position; 8 characters are a cell of about 38 x 19 m."""
    alphabet = "0123456789bcdefghjkmnpqrstuvwxyz"
    ranges = [[-180.0, 180.0], [-90.0, 90.0]]
    values = (longitude, latitude)
    text, bits = "", 0
    for number in range(length * 5):
        span = ranges[number % 2]
        middle = (span[0] + span[1]) / 2
        above = values[number % 2] >= middle
        span[0 if above else 1] = middle
        bits = bits << 1 | above
        if number % 5 == 4:
            text, bits = text + alphabet[bits], 0
    return text


def _d_latitude(x: float, y: float) -> float:
    value = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    value += (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    value += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    return value + (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3


def _d_longitude(x: float, y: float) -> float:
    value = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    value += (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    value += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    return value + (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
