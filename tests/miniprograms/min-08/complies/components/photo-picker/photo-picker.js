Component({
  properties: { label: String },
  data: { src: '' },
  methods: {
    async pick() {
      try {
        const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
        this.setData({ src: tempFiles[0].tempFilePath })
        this.triggerEvent('photo', tempFiles[0].tempFilePath)
      } catch (error) {
        this.triggerEvent('none')
      }
    },
  },
})
