/** `form`: collects the values of its controls by name. */
import { emit, wrapContent } from './shared/element.js';
import { eachField, registerForm } from './shared/fields.js';

export default (host) => {
  const valuesIn = (comp) => {
    const values = {};
    eachField(host, comp, (field, control) => {
      const name = field.data.name;
      if (name && control.value) values[name] = control.value();
    });
    return values;
  };

  return {
    tag: 'form',
    properties: { reportSubmit: Boolean, reportSubmitTimeout: Number, name: String },
    lifetimes: {
      created() {
        wrapContent(this, 'wx-form-content');
        registerForm(this, {
          submit: (button) => {
            const target = button ? { id: button.id, dataset: button.dataset } : undefined;
            const formId = this.data.reportSubmit ? 'requestFormId:fail deprecated' : undefined;
            const detail = { value: valuesIn(this), target };
            emit(host, this, 'submit', formId ? { ...detail, formId } : detail);
          },
          reset: () => {
            eachField(host, this, (field, control) => control.reset && control.reset());
            emit(host, this, 'reset', {});
          },
        });
      },
    },
  };
};
