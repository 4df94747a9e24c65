Page({
  data: { face: '' },
  onFace({ detail }) {
    this.setData({ face: detail.avatarUrl });
    wx.redirectTo({ url: '/pages/home/home' });
  },
  onGuest() { wx.redirectTo({ url: '/pages/home/home' }); },
});
