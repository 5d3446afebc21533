import { portableApi } from '../../../linting/rules/portable-api';
import { checkRule } from './rule-tester';

checkRule('portable-api', portableApi, {
  valid: [
    'export interface P { readonly a?: string; readonly b: string | undefined; readonly c: string[] }',
    'export class C { private a: any; protected b: string | number; _hidden(): any { return 1; } }',
    'interface Inner { a: any }',
    'export class C { m(a: string, b: number = 1): void {} }',
    'export class C { m() { const inside: any = 1; return inside; } }',
  ],
  invalid: {
    'export interface P { readonly a: any }': ['any'],
    'export interface P { readonly a: string | number }': ['union'],
    'export interface P { readonly a: readonly any[] }': ['any'],
    'export interface P { readonly a: Record<string, any> }': ['any'],
    'export interface P { m(a: "x" | "y"): void }': ['union'],
    'export interface P { readonly a: Partial<Q> }': ['generic'],
    'export class C { m(a: any): string | number { return 1; } }': ['any', 'union'],
    'export class C { constructor(readonly a: any, b: any = 1) {} }': ['any', 'any'],
    'export class C { static m(): Omit<Q, "a"> { return q; } }': ['generic'],
  },
});
