module.exports = Behavior({
  methods: {
    openGuidelines() { wx.openPrivacyContract({}) },
  },
})
