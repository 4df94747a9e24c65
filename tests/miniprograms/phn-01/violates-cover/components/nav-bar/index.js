Component({
  properties: { title: String, back: Boolean },
  methods: {
    onBack() { wx.navigateBack(); },
  },
});
