interface Doctor { name: string; about: string }

const doctors: Doctor[] = [
  { name: '陆医生', about: '外科，绝育与骨折，周一三五坐诊' },
  { name: '何医生', about: '皮肤与耳道，周二四六坐诊' },
  { name: '夜间值班', about: '晚八点到早八点，急诊请先电话' },
]

Page({
  data: { doctors },
  toVisit(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/visit/visit?who=${event.currentTarget.dataset.who as string}` })
  },
})
