App({
  onLaunch() {
    const { windowWidth, windowHeight, pixelRatio, statusBarHeight, model, system, safeArea, language } = wx.getSystemInfoSync()
    const tall = windowHeight / windowWidth > 1.9
    this.look = { top: statusBarHeight + 44, columns: windowWidth > 600 ? 3 : 2, line: 1 / pixelRatio, tall, old: /Android [45]/.test(system), notch: /iPhone X/.test(model), foot: safeArea ? windowHeight - safeArea.bottom : 0, right: language === 'ug' }
  },
})
