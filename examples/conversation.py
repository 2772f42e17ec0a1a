"""Hold a conversation over each API: every message is sent with its history."""

from aimlkit import AIMLAPI


def main() -> None:
    """Send two messages in each of two conversations."""
    with AIMLAPI() as client:
        # Chat Completions: the client stores the messages, and sends all of them with each request.
        chat = client.chat.conversation(
            model="o3-mini", messages=[{"role": "developer", "content": "Be brief."}]
        )
        print(chat.send("What is a tide?").text)
        print(chat.send("What causes it?").text)
        print(len(chat.messages), "messages")

        # Responses: the server stores the history, and each request names the response that it continues.
        conversation = client.responses.conversation(model="o3-mini")
        print(conversation.send("What is a tide?").output_text)
        print(conversation.send("What causes it?").output_text)
        print("the next request continues", conversation.previous_response_id)


if __name__ == "__main__":
    main()
