const { globalData } = getApp()
const BASE = 'https://boat.minjiang-cruise.example'

Component({
  data: {
    piers: [
      { name: '台江码头', at: [26.0489, 119.3124] },
      { name: '青年会码头', at: [26.0512, 119.3057] },
      { name: '马尾罗星塔', at: [25.9893, 119.4551] },
    ],
    pier: globalData.pier,
    times: '夜游船每晚七点半、八点半各一班，雨天照开，台风停航。',
  },
  methods: {
    pick({ currentTarget: { dataset } }) {
      globalData.pier = dataset.name
      this.setData({ pier: dataset.name })
      this.ask()
    },
    ask(more) {
      wx.request({
        url: `${BASE}/times`,
        method: 'POST',
        data: { pier: globalData.pier, ticket: 'T-20261122-0417', ...more },
        success: ({ data }) => this.setData({ times: data.times }),
      })
    },
    nearest() {
      wx.getLocation({
        success: ({ latitude, longitude }) => this.ask({ from: [latitude, longitude] }),
        fail: () => this.setData({ times: '没有定位，请在上面选码头。' }),
      })
    },
    trip() { wx.navigateTo({ url: '/pages/trip/trip' }) },
    terms() { wx.navigateTo({ url: '/pages/terms/terms' }) },
  },
})
