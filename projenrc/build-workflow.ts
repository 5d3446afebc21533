import { Component, YamlFile, type Project } from 'projen';

/** Pull requests and pushes run the same script that anyone can run: `.ci/run`. */
export class BuildWorkflow extends Component {
  constructor(project: Project) {
    super(project);
    new YamlFile(project, '.github/workflows/build.yml', {
      obj: {
        name: 'build',
        on: { pull_request: {}, push: { branches: ['main'] } },
        permissions: {},
        jobs: {
          build: {
            'runs-on': 'ubuntu-24.04',
            'timeout-minutes': 90,
            'permissions': { contents: 'read' },
            'strategy': { 'fail-fast': false, 'matrix': { node: ['20', '22', '24'] } },
            'steps': [
              { uses: 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8', with: { 'persist-credentials': false } },
              { uses: 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444', with: { 'node-version': '${{ matrix.node }}' } },
              { uses: 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c', with: { 'python-version': '3.11' } },
              { run: 'bash .ci/run' },
            ],
          },
        },
      },
    });
  }
}
