Page({
  data: { zones: ['碗池：深两米四，周三晚清场刷漆', '街式区：扶手、平台、金字塔', '新手区：全程软垫，护具免费借', '小轮车日：每月第一个周日'] },
  pass() { wx.navigateTo({ url: '/pages/pass/pass' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
