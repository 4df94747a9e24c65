"""Mini programs in WeChat on an Android device, through adb: pictures and reading, taps, traffic by a tunnel."""
