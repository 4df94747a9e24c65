Component({
  properties: { dish: Object, count: { type: Number, value: 0 } },
  methods: {
    onOpen() { this.triggerEvent('open', { id: this.data.dish.id }) },
    onCount(e) { this.triggerEvent('count', { id: this.data.dish.id, count: e.detail.count }) },
  },
})
