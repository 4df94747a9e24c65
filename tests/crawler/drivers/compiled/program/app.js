App({ onLaunch() { this.started = true; } });
