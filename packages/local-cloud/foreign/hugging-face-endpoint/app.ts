// As the README of @cdklabs/generative-ai-cdk-constructs shows it for Hugging Face models; in this version its names are in a namespace.
import { sagemaker_deployment } from '@cdklabs/generative-ai-cdk-constructs';
import { App, Stack } from 'aws-cdk-lib';

const { DeepLearningContainerImage, HuggingFaceSageMakerEndpoint, SageMakerInstanceType } = sagemaker_deployment;
const stack = new Stack(new App(), 'HuggingFaceEndpoint', { env: { account: '111111111111', region: 'eu-west-1' } });

new HuggingFaceSageMakerEndpoint(stack, 'Mistral', {
  modelId: 'mistralai/Mistral-7B-Instruct-v0.1',
  instanceType: SageMakerInstanceType.ML_G5_2XLARGE,
  container: DeepLearningContainerImage.HUGGINGFACE_PYTORCH_TGI_INFERENCE_2_0_1_TGI1_1_0_GPU_PY39_CU118_UBUNTU20_04,
  environment: {
    SM_NUM_GPUS: '1',
    MAX_INPUT_LENGTH: '2048',
    MAX_TOTAL_TOKENS: '4096',
  },
});
