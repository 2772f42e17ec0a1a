"""Create a chat completion: messages in, a typed response out."""

from aimlkit import AIMLAPI


def main() -> None:
    """Print the text of a completion, and the number of its tokens."""
    with AIMLAPI() as client:  # reads AIML_API_KEY
        completion = client.chat.completions.create(
            model="o3-mini",
            messages=[
                {"role": "developer", "content": "Answer in one sentence."},
                {"role": "user", "content": "Why is the sky blue?"},
            ],
            reasoning_effort="low",
        )
    print(completion.text)  # the same as completion.choices[0].message.content
    print("tokens:", completion.usage.total_tokens)


if __name__ == "__main__":
    main()
