Page({
  data: { note: '' },
  onKeep() { wx.authorize({ scope: 'scope.writePhotosAlbum', success: () => this.setData({ note: '可以存图了' }), fail: () => this.setData({ note: '可以截屏留念' }) }) },
})
