const here = () => new Promise((ok, no) => wx.getLocation({ success: ok, fail: no }))

Page({
  data: { walk: '' },
  onWalk() {
    here()
      .then(({ latitude, longitude }) => new Promise((ok, no) => wx.request({
        url: 'https://maps.googleapis.com/maps/api/distancematrix/json',
        method: 'POST',
        data: { origins: [{ latitude, longitude }], destinations: [{ latitude: 30.6586, longitude: 104.0648 }], mode: 'walking' },
        success: ok,
        fail: no,
      })))
      .then(({ data }) => this.setData({ walk: data.duration ? '步行约 ' + data.duration.text : '请看下方地址' }))
      .catch(() => this.setData({ walk: '请看下方地址' }))
  },
})
