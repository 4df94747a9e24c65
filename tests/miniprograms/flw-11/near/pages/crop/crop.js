Component({
  data: { crops: [] },
  lifetimes: {
    attached() {
      wx.request({ url: 'https://farm.wannan-veg.example/crops', success: ({ data }) => this.setData({ crops: data }) })
    },
  },
  methods: {
    open({ currentTarget }) { wx.navigateTo({ url: '/pages/grower/grower?id=' + currentTarget.dataset.id }) },
  },
})
