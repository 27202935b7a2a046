"""Run by the bot's Python: texts as a JSON list on standard input → names of the responses chosen, as JSON on the last line."""

import asyncio
import json
import sys

from rasa.core.agent import Agent


async def chosen(model: str, texts: list[str]) -> list[str]:
    agent = Agent.load(model)
    names = []
    for text in texts:
        parsed = await agent.parse_message(text)
        ranking = parsed.get("response_selector", {}).get("default", {}).get("ranking", [])
        names.append(ranking[0]["intent_response_key"].split("/")[-1] if ranking else "")
    return names


if __name__ == "__main__":
    print(json.dumps(asyncio.run(chosen(sys.argv[1], json.load(sys.stdin)))))  # noqa: T201
