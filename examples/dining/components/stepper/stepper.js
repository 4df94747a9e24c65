Component({
  properties: { count: { type: Number, value: 0 } },
  methods: {
    onMore() { this.triggerEvent('change', { count: this.data.count + 1 }) },
    onLess() { if (this.data.count > 0) this.triggerEvent('change', { count: this.data.count - 1 }) },
  },
})
