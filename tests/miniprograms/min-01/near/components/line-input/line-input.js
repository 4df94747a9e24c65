Component({
  properties: { label: String, hint: String, type: { type: String, value: 'text' } },
  methods: { typed({ detail }) { this.triggerEvent('fill', detail.value) } },
})
