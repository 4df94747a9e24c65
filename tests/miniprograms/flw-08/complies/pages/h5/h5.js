Component({
  data: { src: '' },
  methods: {
    onLoad({ t }) { this.setData({ src: `https://card.shuika-saas.example/balance?ticket=${t || ''}` }) },
  },
})
