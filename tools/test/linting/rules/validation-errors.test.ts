import { validationErrors } from '../../../linting/rules/validation-errors';
import { checkRule } from './rule-tester';

checkRule('validation-errors', validationErrors, {
  valid: ['throw new ValidationError(this, problems);', 'throw error;', 'const error = new Error("kept");'],
  invalid: { 'throw new Error("no");': ['plain'], 'throw Error("no");': ['plain'], 'throw new TypeError("no");': ['plain'] },
});
