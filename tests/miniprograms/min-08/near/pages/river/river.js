Page({
  data: {
    rivers: [
      { name: '采菱港', long: '七点四公里', mark: '三号闸下游易积浮萍，雨后两小时内巡一次。' },
      { name: '丁塘港', long: '五点一公里', mark: '两岸有六个排口，红牌编号，晴天出水就要报。' },
      { name: '大运河城东段', long: '九公里', mark: '夜间禁钓，护栏缺口两处，已设警示。' },
    ],
    mark: '',
  },
  mark({ currentTarget: { dataset } }) { this.setData({ mark: dataset.mark }) },
  report() { wx.navigateTo({ url: '/pages/report/report' }) },
  rule() { wx.navigateTo({ url: '/pages/rule/rule' }) },
})
