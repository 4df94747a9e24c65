Page({
  data: { classes: ['硬笔楷书', '古琴入门', '篆刻小品'] },
  open({ currentTarget }) { wx.navigateTo({ url: `/pages/class/class?at=${currentTarget.dataset.at}` }) },
})
