import { Component, YamlFile, type Project } from 'projen';
import { ACTIONS } from './actions';

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
              { uses: ACTIONS.checkout, with: { 'persist-credentials': false } },
              { uses: ACTIONS.setupNode, with: { 'node-version': '${{ matrix.node }}' } },
              { uses: ACTIONS.setupPython, with: { 'python-version': '3.11' } },
              { run: 'bash .ci/run' },
            ],
          },
        },
      },
    });
  }
}
