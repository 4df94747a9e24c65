"""mitmproxy add-ons, one subject each; found by folder scan."""
