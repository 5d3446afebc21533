import { Activity } from './activity';

/**
 * A kind of person, as what they do.
 * @example
 * Persona.dataScientist('credit');
 */
export class Persona {
  /**
   * Writes code on branches and reads data; never approves what they made.
   * @param team the team
   */
  static dataScientist(team: string): Persona {
    return new Persona('data-scientist', [Activity.observe(team), Activity.writeCode(team), Activity.readData(team), Activity.neverApproveModels(team)]);
  }

  /**
   * Reviews code, decides about models, answers gates, creates projects.
   * @param team the team
   */
  static leadDataScientist(team: string): Persona {
    return new Persona('lead-data-scientist', [
      Activity.observe(team), Activity.writeCode(team), Activity.reviewCode(team), Activity.readData(team), Activity.approveModels(team), Activity.manageProjects(team),
    ]);
  }

  /**
   * A persona of your own.
   * @param name lower case with hyphens: part of the role's name and the tag `mlops:persona`
   * @param activities what they do
   */
  static of(name: string, activities: Activity[]): Persona {
    return new Persona(name, activities);
  }

  private constructor(
    /** `data-scientist` */
    readonly name: string,
    /** What they do. */
    readonly activities: Activity[],
  ) {}

  /**
   * The same persona, with further activities. One that never does something, such as `Activity.neverAnswerGate`, takes it from what the others allow.
   * @param activities what they do besides
   */
  plus(...activities: Activity[]): Persona {
    return new Persona(this.name, [...this.activities, ...activities]);
  }
}
