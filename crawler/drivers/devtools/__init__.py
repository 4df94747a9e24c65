"""WeChat DevTools as a target: the automation protocol, the picture, and what the app service tells."""
