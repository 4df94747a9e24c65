Page({ data: { kg: 1, fee: 8 }, more() { const kg = this.data.kg + 1; this.setData({ kg, fee: 8 + (kg - 1) * 2 }) } })
