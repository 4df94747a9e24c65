Component({
  properties: { title: String, note: String },
  methods: { tap() { this.triggerEvent('go') } },
})
