"""Conversations: what was said before goes with what is said next."""

from aimlkit import AIMLAPI


def main() -> None:
    """Talk over both APIs."""
    with AIMLAPI() as client:
        # Chat Completions: the client keeps the messages, and sends them all again.
        chat = client.chat.conversation(
            model="o3-mini", messages=[{"role": "developer", "content": "Be brief."}]
        )
        print(chat.send("What is a tide?").text)
        print(chat.send("And what makes it?").text)
        print(len(chat.messages), "messages")

        # Responses: the server keeps them, and each response names the one that it follows.
        talk = client.responses.conversation(model="o3-mini")
        print(talk.send("What is a tide?").output_text)
        print(talk.send("And what makes it?").output_text)
        print("what is said next will follow", talk.previous_response_id)


if __name__ == "__main__":
    main()
