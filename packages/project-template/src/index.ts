export { LaunchRole, type LaunchRoleProps } from './portfolio/launch-role';
export { ProjectPortfolio, type ProjectPortfolioProps } from './portfolio/project-portfolio';
export { TemplateInS3, type TemplateInS3Props } from './portfolio/template-in-s3';
export { ProjectTemplate, type ProjectTemplateProps } from './templates/project-template';
export { SeedCode, type SeedCodeProps } from './templates/seed-code';
