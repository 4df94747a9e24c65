const animals = ['梅花鹿', '羊驼', '矮马', '荷兰猪']

Page({
  data: { animals },
  meet({ currentTarget: { dataset } }) { wx.navigateTo({ url: `/pages/animal/animal?name=${animals[dataset.n]}` }) },
  go({ currentTarget: { dataset } }) { wx.navigateTo({ url: dataset.to }) },
})
