"""A chat completion: messages in, a typed answer out."""

from aimlkit import AIMLAPI


def main() -> None:
    """Ask, and print the answer."""
    with AIMLAPI() as client:  # the key is that of AIML_API_KEY
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
