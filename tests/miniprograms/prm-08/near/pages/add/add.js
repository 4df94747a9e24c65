const recorder = wx.getRecorderManager()

Page({
  data: { line: '', on: false },
  onLoad() {
    recorder.onStop(({ tempFilePath }) => {
      this.setData({ on: false })
      wx.uploadFile({ url: 'https://book.zhanggui.example/hear', filePath: tempFilePath, name: 'voice', success: ({ data }) => this.setData({ line: JSON.parse(data).line }) })
    })
  },
  onUnload() { recorder.stop() },
  speak() {
    if (this.data.on) return recorder.stop()
    this.setData({ on: true })
    recorder.start({ duration: 8000 })
  },
})
