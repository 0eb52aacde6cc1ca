//! Model providers, speech and vision.

use super::row::{UUID, alnum, hex, lower, of, upper, word};
use crate::secrets::family::CredentialKind;

/// The families of this area.
#[rustfmt::skip]
pub(super) static FAMILIES: &[CredentialKind] = &[
    of("cohere-key", "Cohere API key", &["cohere", "co_api_key"], &[alnum(40)], "https://docs.cohere.com/docs/rate-limits"),
    of("mistral-key", "Mistral API key", &["mistral", "mistralai", "codestral"], &[alnum(32)], "https://docs.mistral.ai/getting-started/quickstart/"),
    of("pinecone-key", "Pinecone API key", &["pinecone"], &[UUID], "https://docs.pinecone.io/guides/projects/manage-api-keys"),
    of("wandb-key", "Weights and Biases API key", &["wandb", "weights and biases", "weights & biases"], &[hex(40)],
        "https://docs.wandb.ai/guides/track/public-api-guide/"),
    of("elevenlabs-key", "ElevenLabs API key", &["elevenlabs", "eleven_labs", "eleven labs", "xi-api-key", "xi_api_key", "eleven_api_key"], &[hex(32)],
        "https://elevenlabs.io/docs/api-reference/authentication"),
    of("langsmith-key", "LangSmith API key", &["langsmith", "langchain"], &[hex(32)],
        "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key"),
    of("together-key", "Together API key", &["together_api", "together.ai", "togetherai", "together.xyz"], &[hex(64)], "https://docs.together.ai/docs/quickstart"),
    of("deepgram-key", "Deepgram API key", &["deepgram"], &[hex(40)], "https://developers.deepgram.com/docs/create-additional-api-keys"),
    of("assemblyai-key", "AssemblyAI key", &["assemblyai", "assembly_ai", "assembly ai"], &[hex(32)], "https://www.assemblyai.com/docs/api-reference/overview"),
    of("speechmatics-key", "Speechmatics key", &["speechmatics"], &[alnum(32)], "https://docs.speechmatics.com/"),
    of("stability-key", "Stability AI key", &["stability", "dreamstudio"], &[alnum(48)], "https://platform.stability.ai/docs/getting-started"),
    of("ai21-key", "AI21 key", &["ai21"], &[alnum(32)], "https://docs.ai21.com/"),
    of("clarifai-key", "Clarifai key", &["clarifai"], &[hex(32)], "https://docs.clarifai.com/control/authentication/pat/"),
    of("deepai-key", "DeepAI key", &["deepai", "deep_ai"], &[UUID], "https://deepai.org/docs"),
    of("deepl-key", "DeepL key", &["deepl"], &[UUID], "https://developers.deepl.com/docs/getting-started/auth"),
    of("nlpcloud-token", "NLP Cloud token", &["nlpcloud", "nlp cloud", "nlp_cloud"], &[hex(40)], "https://docs.nlpcloud.com/"),
    of("wit-token", "Wit.ai token", &["wit.ai", "wit_ai", "wit_token", "wit_server"], &[upper(32)], "https://wit.ai/docs/http/"),
    of("dialogflow-token", "Dialogflow token", &["dialogflow", "api.ai"], &[hex(32)], "https://cloud.google.com/dialogflow/docs"),
    of("monkeylearn-token", "MonkeyLearn token", &["monkeylearn"], &[hex(40)], "https://monkeylearn.com/api/v3/"),
    of("revai-token", "Rev AI token", &["rev.ai", "revai", "rev_ai"], &[word(59)], "https://docs.rev.ai/api/"),
    of("exa-key", "Exa key", &["exa_api", "exa.ai"], &[UUID], "https://docs.exa.ai/"),
    of("serpapi-key", "SerpApi key", &["serpapi", "serp_api"], &[hex(64)], "https://serpapi.com/search-api"),
    of("serper-key", "Serper key", &["serper"], &[hex(40)], "https://serper.dev/"),
    of("qdrant-key", "Qdrant key", &["qdrant"], &[word(54)], "https://qdrant.tech/documentation/cloud/authentication/"),
    of("weaviate-key", "Weaviate key", &["weaviate"], &[alnum(36).up_to(52)], "https://docs.weaviate.io/weaviate/configuration/authentication"),
    of("zilliz-key", "Zilliz key", &["zilliz"], &[hex(88), hex(72)], "https://docs.zilliz.com/docs/manage-api-keys"),
    of("runpod-key", "RunPod key", &["runpod"], &[upper(40)], "https://docs.runpod.io/get-started/api-keys"),
    of("lambdalabs-key", "Lambda key", &["lambdalabs", "lambda_labs"], &[lower(64)], "https://docs.lambda.ai/public-cloud/cloud-api/"),
    of("baseten-key", "Baseten key", &["baseten"], &[alnum(41)], "https://docs.baseten.co/organization/api-keys"),
    of("comet-key", "Comet key", &["comet_api", "comet_ml", "cometml", "comet.com"], &[alnum(25)], "https://www.comet.com/docs/v2/api-and-sdk/rest-api/overview/"),
    of("roboflow-key", "Roboflow key", &["roboflow"], &[alnum(20)], "https://docs.roboflow.com/api-reference/authentication"),
];
