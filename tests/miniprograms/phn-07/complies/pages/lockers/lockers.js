Page({
  data: { doors: [{ size: '小', rule: '双肩包', fee: '四小时八元' }, { size: '中', rule: '二十四寸箱', fee: '四小时十二元' }, { size: '大', rule: '二十八寸箱', fee: '四小时十六元' }, { size: '特', rule: '婴儿车、折叠车', fee: '按天三十元' }] },
  keep(e) { wx.navigateTo({ url: '/pages/keep/keep?size=' + e.currentTarget.dataset.size }) },
})
