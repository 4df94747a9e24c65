Page({ data: { cur: 0, imgs: ['#f6d7b0', '#c7e3d4', '#d7d3f0'], words: ['三千首合唱谱', '按声部练习', '离线收藏'] },
  onLoad() { if (wx.getStorageSync('seen_intro')) this.go(); },
  chg(e) { this.setData({ cur: e.detail.current }); },
  go() { wx.setStorageSync('seen_intro', '1'); wx.reLaunch({ url: '/pages/index/index' }); } });
