//! Model providers and their tools.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "openai-key",
        name: "OpenAI API key",
        revoke: "at platform.openai.com, API keys",
        document: "https://platform.openai.com/docs/api-reference/authentication",
        keywords: &["sk-"],
        shape: Shape::Token(
            r"sk-(?:(?:proj|svcacct|admin|service|None)-[A-Za-z0-9_\-]{40,200}|[A-Za-z0-9_\-]{20,90}T3BlbkFJ[A-Za-z0-9_\-]{20,90})",
        ),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "anthropic-key",
        name: "Anthropic API key",
        revoke: "in the Console, API keys",
        document: "https://docs.anthropic.com/en/api/admin-api/apikeys/get-api-key",
        keywords: &["sk-ant-"],
        shape: Shape::Token(r"sk-ant-(?:api|admin|sid|oat)[0-9]{2}-[A-Za-z0-9_\-]{80,120}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "openrouter-key",
        name: "OpenRouter key",
        revoke: "under Settings, Keys",
        document: "https://openrouter.ai/docs/api-reference/authentication",
        keywords: &["sk-or-"],
        shape: Shape::Token("sk-or-v1-[0-9a-f]{64}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "hugging-face-token",
        name: "Hugging Face token",
        revoke: "under Settings, Access Tokens",
        document: "https://huggingface.co/docs/hub/security-tokens",
        keywords: &["hf_", "api_org_"],
        shape: Shape::Token("(?:hf|api_org)_[A-Za-z0-9]{34}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "groq-key",
        name: "Groq API key",
        revoke: "in the console, API keys",
        document: "https://console.groq.com/docs/quickstart",
        keywords: &["gsk_"],
        shape: Shape::Token("gsk_[A-Za-z0-9]{52}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "perplexity-key",
        name: "Perplexity API key",
        revoke: "under Settings, API",
        document: "https://docs.perplexity.ai/guides/getting-started",
        keywords: &["pplx-"],
        shape: Shape::Token("pplx-[A-Za-z0-9]{48,56}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "replicate-token",
        name: "Replicate API token",
        revoke: "under Account, API tokens",
        document: "https://replicate.com/docs/topics/security/api-tokens",
        keywords: &["r8_"],
        shape: Shape::Token("r8_[A-Za-z0-9]{37,40}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "deepseek-key",
        name: "DeepSeek API key",
        revoke: "at platform.deepseek.com, API keys",
        document: "https://api-docs.deepseek.com/",
        keywords: &["sk-"],
        shape: Shape::Token("sk-(?:[0-9a-f]{32}|[A-Za-z0-9]{48})"),
        checks: &[Check::Random],
        entropy: 310,
    },
    CredentialKind {
        id: "xai-key",
        name: "xAI API key",
        revoke: "in the console, API keys",
        document: "https://docs.x.ai/docs/overview",
        keywords: &["xai-"],
        shape: Shape::Token("xai-[A-Za-z0-9]{70,90}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "elevenlabs-key",
        name: "ElevenLabs API key",
        revoke: "under the profile, API keys",
        document: "https://elevenlabs.io/docs/api-reference/authentication",
        keywords: &["sk_"],
        shape: Shape::Token("sk_[0-9a-f]{48}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "pinecone-key",
        name: "Pinecone API key",
        revoke: "in the console, API keys",
        document: "https://docs.pinecone.io/guides/projects/manage-api-keys",
        keywords: &["pcsk_"],
        shape: Shape::Token("pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,80}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "langsmith-key",
        name: "LangSmith API key",
        revoke: "under Settings, API keys",
        document: "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
        keywords: &["lsv2_"],
        shape: Shape::Token("lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "wandb-key",
        name: "Weights and Biases API key",
        revoke: "under User settings",
        document: "https://docs.wandb.ai/guides/track/public-api-guide/",
        keywords: &["wandb_v1_"],
        shape: Shape::Token(r"wandb_v1_[A-Za-z0-9_\-]{40,120}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
];
