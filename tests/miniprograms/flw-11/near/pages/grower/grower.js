Component({
  properties: { id: String },
  data: { grower: null },
  methods: {
    onLoad({ id = '1' }) {
      wx.request({ url: 'https://farm.wannan-veg.example/growers/' + id, success: ({ data }) => this.setData({ grower: data }) })
    },
    call() { wx.makePhoneCall({ phoneNumber: this.data.grower.mobile, fail: () => {} }) },
  },
})
