Component({
  properties: { cup: Object },
  methods: {
    open() { this.triggerEvent('open', { id: this.data.cup.id }) },
  },
})
