/** An account of AWS in each region that has one. */
export type AccountsByRegion = Readonly<Record<string, string>>;

/** Registries of Deep Learning Containers: PyTorch, TensorFlow, Hugging Face. Here and below, as in `image_uri_config` of AWS's client for Python, sagemaker 2.257.7. */
export const DEEP_LEARNING_CONTAINERS: AccountsByRegion = {
  'af-south-1': '626614931356', 'ap-east-1': '871362719292', 'ap-east-2': '975050140332', 'ap-northeast-1': '763104351884', 'ap-northeast-2': '763104351884', 'ap-northeast-3': '364406365360',
  'ap-south-1': '763104351884', 'ap-south-2': '772153158452', 'ap-southeast-1': '763104351884', 'ap-southeast-2': '763104351884', 'ap-southeast-3': '907027046896',
  'ap-southeast-4': '457447274322', 'ap-southeast-5': '550225433462', 'ap-southeast-6': '633930458069', 'ap-southeast-7': '590183813437', 'ca-central-1': '763104351884',
  'ca-west-1': '204538143572', 'cn-north-1': '727897471807', 'cn-northwest-1': '727897471807', 'eu-central-1': '763104351884', 'eu-central-2': '380420809688', 'eu-north-1': '763104351884',
  'eu-south-1': '692866216735', 'eu-south-2': '503227376785', 'eu-west-1': '763104351884', 'eu-west-2': '763104351884', 'eu-west-3': '763104351884', 'il-central-1': '780543022126',
  'me-central-1': '914824155844', 'me-south-1': '217643126080', 'mx-central-1': '637423239942', 'sa-east-1': '763104351884', 'us-east-1': '763104351884', 'us-east-2': '763104351884',
  'us-gov-east-1': '446045086412', 'us-gov-west-1': '442386744353', 'us-west-1': '763104351884', 'us-west-2': '763104351884',
};

/** Of scikit-learn and XGBoost. */
export const SCIKIT_LEARN: AccountsByRegion = {
  'af-south-1': '510948584623', 'ap-east-1': '651117190479', 'ap-northeast-1': '354813040037', 'ap-northeast-2': '366743142698', 'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776', 'ap-south-2': '628508329040', 'ap-southeast-1': '121021644041', 'ap-southeast-2': '783357654285', 'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589', 'ca-central-1': '341280168497', 'ca-west-1': '190319476487', 'cn-north-1': '450853457545', 'cn-northwest-1': '451049120500',
  'eu-central-1': '492215442770', 'eu-central-2': '680994064768', 'eu-north-1': '662702820516', 'eu-south-1': '978288397137', 'eu-south-2': '104374241257', 'eu-west-1': '141502667606',
  'eu-west-2': '764974769150', 'eu-west-3': '659782779980', 'il-central-1': '898809789911', 'me-central-1': '272398656194', 'me-south-1': '801668240914', 'sa-east-1': '737474898029',
  'us-east-1': '683313688378', 'us-east-2': '257758044811', 'us-gov-east-1': '237065988967', 'us-gov-west-1': '414596584902', 'us-west-1': '746614075791', 'us-west-2': '246618743249',
};

/** Of Clarify. */
export const CLARIFY: AccountsByRegion = {
  'af-south-1': '811711786498', 'ap-east-1': '098760798382', 'ap-northeast-1': '377024640650', 'ap-northeast-2': '263625296855', 'ap-northeast-3': '912233562940',
  'ap-south-1': '452307495513', 'ap-southeast-1': '834264404009', 'ap-southeast-2': '007051062584', 'ap-southeast-3': '705930551576', 'ca-central-1': '675030665977',
  'cn-north-1': '122526803553', 'cn-northwest-1': '122578899357', 'eu-central-1': '017069133835', 'eu-central-2': '730335477804', 'eu-north-1': '763603941244', 'eu-south-1': '638885417683',
  'eu-west-1': '131013547314', 'eu-west-2': '440796970383', 'eu-west-3': '341593696636', 'me-south-1': '835444307964', 'sa-east-1': '520018980103', 'us-east-1': '205585389593',
  'us-east-2': '211330385671', 'us-gov-west-1': '598674086554', 'us-west-1': '740489534195', 'us-west-2': '306415355426',
};

/** Of Model Monitor. */
export const MODEL_MONITOR: AccountsByRegion = {
  'af-south-1': '875698925577', 'ap-east-1': '001633400207', 'ap-northeast-1': '574779866223', 'ap-northeast-2': '709848358524', 'ap-northeast-3': '990339680094',
  'ap-south-1': '126357580389', 'ap-southeast-1': '245545462676', 'ap-southeast-2': '563025443158', 'ap-southeast-3': '669540362728', 'ca-central-1': '536280801234',
  'cn-north-1': '453000072557', 'cn-northwest-1': '453252182341', 'eu-central-1': '048819808253', 'eu-central-2': '590183933784', 'eu-north-1': '895015795356', 'eu-south-1': '933208885752',
  'eu-south-2': '437450045455', 'eu-west-1': '468650794304', 'eu-west-2': '749857270468', 'eu-west-3': '680080141114', 'il-central-1': '843974653677', 'me-central-1': '588750061953',
  'me-south-1': '607024016150', 'sa-east-1': '539772159869', 'us-east-1': '156813124566', 'us-east-2': '777275614652', 'us-west-1': '890145073186', 'us-west-2': '159807026194',
};

/** Of Debugger's rules. */
export const DEBUGGER: AccountsByRegion = {
  'af-south-1': '314341159256', 'ap-east-1': '199566480951', 'ap-northeast-1': '430734990657', 'ap-northeast-2': '578805364391', 'ap-northeast-3': '479947661362',
  'ap-south-1': '904829902805', 'ap-southeast-1': '972752614525', 'ap-southeast-2': '184798709955', 'ca-central-1': '519511493484', 'cn-north-1': '618459771430',
  'cn-northwest-1': '658757709296', 'eu-central-1': '482524230118', 'eu-north-1': '314864569078', 'eu-south-1': '563282790590', 'eu-west-1': '929884845733', 'eu-west-2': '250201462417',
  'eu-west-3': '447278800020', 'me-south-1': '986000313247', 'sa-east-1': '818342061345', 'us-east-1': '503895931360', 'us-east-2': '915447279597', 'us-gov-west-1': '515509971035',
  'us-west-1': '685455198987', 'us-west-2': '895741380848',
};

/** What is in the name of the bucket in which CodeArtifact keeps its packages (https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html). */
export const CODE_ARTIFACT: AccountsByRegion = {
  'ap-northeast-1': '660291247815', 'ap-south-1': '681137435769', 'ap-southeast-1': '421485864821', 'ap-southeast-2': '860415559748', 'eu-central-1': '769407342218',
  'eu-north-1': '611884512288', 'eu-south-1': '484130244270', 'eu-west-1': '438097961670', 'eu-west-2': '247805302724', 'eu-west-3': '762466490029', 'us-east-1': '193858265520',
  'us-east-2': '250872398865', 'us-west-2': '787052242323',
};
