export { LaunchRole, type LaunchRoleProps } from './portfolio/launch-role';
export { ProjectPortfolio, type ProjectPortfolioProps } from './portfolio/project-portfolio';
export { ProjectTemplate, type ProjectTemplateProps } from './templates/project-template';
export { SeedCode, type SeedCodeProps } from './templates/seed-code';
