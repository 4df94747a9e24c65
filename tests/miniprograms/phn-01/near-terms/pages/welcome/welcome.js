Page({
  onGo() { wx.redirectTo({ url: '/pages/home/home' }); },
});
