Page({ onShow() { getApp().session.gate(); } });
