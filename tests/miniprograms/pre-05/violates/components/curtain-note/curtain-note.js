Component({
  data: { up: false },
  lifetimes: {
    attached() { this.setData({ up: !wx.getStorageSync('note') }) },
  },
  methods: {
    put(value) {
      wx.setStorageSync('note', value)
      this.setData({ up: false })
    },
    yes() { this.put('yes') },
    no() { this.put('no') },
    read() { wx.navigateTo({ url: '/pages/policy/policy' }) },
  },
})
