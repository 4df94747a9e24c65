"""The WeChat DevTools automation protocol, served for a program on the embedded host."""
